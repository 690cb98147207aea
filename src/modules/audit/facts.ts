import type { OfComplaint } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    /** Somebody takes the complaint out of the house. The last fact that its bundle holds. */
    'bundle.exported': OfComplaint & { bundle: string }
    /** The bundle was made to its end; `manifest` is `sha256:` and the hash of its manifest. */
    'bundle.made': OfComplaint & { bundle: string; manifest: string }
  }
}
