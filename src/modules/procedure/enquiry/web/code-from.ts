const longest = 60

/** A code from an English name, as the desk takes it: "Tide table" is tide_table. Empty where it has no letter of ours. */
export const codeFrom = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, longest)
