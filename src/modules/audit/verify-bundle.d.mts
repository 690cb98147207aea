interface Verified {
  /** What is wrong, place by place; empty when all of it holds. */
  faults: string[]
  manifest: {
    bundle: string
    complaint: { id: string; number: string }
    exported_at: string
    chain: { stream: string; facts: number; head: string }
    key: { public: string }
  } | null
  seen: { facts: number; messages: number; files: number; texts: number; without: Record<string, number> }
}

/** Checks a bundle offline, as the program beside it does. */
export function verifyBundle(path: string, trustedKey?: string): Promise<Verified>
