/** What one mail may cost us; each is a wall that stops a hostile mail and is named in `faults` when it did. */
export const mailLimits = {
  parts: 1_000,
  depth: 32,
  boundaryLines: 200_000,
  headerBytes: 512 * 1024,
  headerFields: 2_000,
  addresses: 2_000,
  references: 100,
  textLength: 5_000_000,
  markupLength: 5_000_000,
  markupTags: 200_000,
  markupDepth: 200,
  attachmentName: 180,
} as const
