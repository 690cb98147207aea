/** Outcomes of issues that are not judged here: they went on in another complaint, were taken back, or are none of ours. Nobody asks for their cause. */
const elsewhere: readonly string[] = ['merged', 'withdrawn', 'out_of_scope']

export const isJudged = ({ outcome }: { outcome: string | null }): boolean => outcome === null || !elsewhere.includes(outcome)
