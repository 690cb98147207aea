/** What one mail may cost us; each is a wall that stops a hostile mail and is named in `faults` when it did. */
export const mailLimits = {
  parts: 1_000,
  depth: 32,
  boundaryLines: 100_000,
  /** Bytes among which a boundary that nobody named is looked for, in one part. */
  boundarySearch: 64 * 1024,
  headerBytes: 512 * 1024,
  headerFields: 2_000,
  /** Fields of all parts together. */
  allHeaderFields: 20_000,
  /** Of a field, the part in which encoded words are read. */
  encodedField: 256 * 1024,
  parameters: 500,
  addresses: 2_000,
  references: 100,
  textLength: 5_000_000,
  markupLength: 5_000_000,
  markupTags: 200_000,
  markupDepth: 200,
  attachmentName: 180,
  /** Files that stood in a text or in a container, and those of the mail itself. */
  attachments: 1_000,
  /** Lines that may begin a uuencoded file and do not. */
  falseBeginnings: 1_000,
  /** Mails within a mail that are read; further ones stay files. */
  nestedMails: 20,
  nestedDepth: 4,
  nestedBytes: 60_000_000,
  /** Signed containers that are opened, one inside another. */
  containers: 4,
  tnefSteps: 100_000,
  tnefDepth: 5,
  /** What all the compressed texts of a winmail.dat together may swell to. */
  rtfBytes: 10_000_000,
  rtfDepth: 500,
  calendarBytes: 1_000_000,
  calendarLines: 20_000,
  calendarEvents: 20,
  calendarPeople: 200,
  derSteps: 500_000,
  derDepth: 40,
} as const
