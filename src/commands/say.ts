// Who reads along may leave (`npm start | head`): that ends the reading, not the desk.
process.stdout.on('error', () => undefined)

/** What a command tells the operator: one line. */
export const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)
