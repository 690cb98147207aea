/** What a command tells the operator: one line. */
export const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)
