/** Words' beginnings, letter by letter, in flat tables: a step costs a look into them, not a map a letter. Node 0 is the root. */
export interface WordTree<Leaf> {
  /** Found by the hash of node and letter: the node above, the letter, and the node below; 0 below where the place is free. */
  above: Int32Array
  letters: Uint16Array
  below: Int32Array
  /** What is known at each node. */
  leaves: (Leaf | undefined)[]
}

/** The tree of these words; `grow` makes or adds to what is known where a word ends. */
export function growTree<Leaf, Word extends { text: string }>(
  words: readonly Word[],
  grow: (leaf: Leaf | undefined, word: Word) => Leaf,
): WordTree<Leaf> {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0)
  const size = 2 ** Math.ceil(Math.log2(2 * letters + 2))
  const tree: WordTree<Leaf> = {
    above: new Int32Array(size),
    letters: new Uint16Array(size),
    below: new Int32Array(size),
    leaves: [undefined],
  }
  for (const word of words) {
    const node = plant(tree, word.text)
    tree.leaves[node] = grow(tree.leaves[node], word)
  }
  return tree
}

/** The node below by this letter; 0 where there is none. */
export function stepDown({ above, letters, below }: WordTree<unknown>, node: number, letter: number): number {
  const mask = below.length - 1
  let place = placeOf(node, letter) & mask
  for (;;) {
    const found = below[place] ?? 0
    if (found === 0 || (above[place] === node && letters[place] === letter)) return found
    place = (place + 1) & mask
  }
}

function plant<Leaf>(tree: WordTree<Leaf>, text: string): number {
  let node = 0
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    node = stepDown(tree, node, letter) || addBelow(tree, node, letter)
  }
  return node
}

function addBelow<Leaf>({ above, letters, below, leaves }: WordTree<Leaf>, node: number, letter: number): number {
  const mask = below.length - 1
  let place = placeOf(node, letter) & mask
  while (below[place] !== 0) place = (place + 1) & mask
  above[place] = node
  letters[place] = letter
  below[place] = leaves.length
  return leaves.push(undefined) - 1
}

const placeOf = (node: number, letter: number): number => {
  const mixed = Math.imul(node ^ Math.imul(letter, 0x9e3779b1), 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}
