import type { Node } from '@tiptap/pm/model'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { type Editor, Extension } from '@tiptap/react'
import styles from './composer.module.css'

interface Range {
  from: number
  to: number
}

// A line break inside a paragraph is one place of it; here it is one letter that ends a line.
const lineEnd = '\n'

/** Where `{{something to fill in}}` stands, in the order of the text. */
function slotsIn(text: Node): Range[] {
  const found: Range[] = []
  text.descendants((node, at) => {
    if (!node.isTextblock) return true
    const words = node.textBetween(0, node.content.size, undefined, lineEnd)
    for (const match of words.matchAll(/\{\{[^{}\n]{0,600}\}\}/g)) {
      const from = at + 1 + match.index
      found.push({ from, to: from + match[0].length })
    }
    return false
  })
  return found
}

/** Puts the hand on the first slot at or behind a place; false when there is none. */
export function selectSlot(editor: Editor, from: number): boolean {
  const next = slotsIn(editor.state.doc).find((slot) => slot.from >= from)
  return next !== undefined && editor.chain().setTextSelection(next).scrollIntoView().run()
}

function selectSlotBefore(editor: Editor): boolean {
  const before = slotsIn(editor.state.doc).findLast((slot) => slot.to <= editor.state.selection.from)
  return before !== undefined && editor.chain().setTextSelection(before).scrollIntoView().run()
}

/** Whether what is typed now begins a line. */
function beginsLine({ $from, empty }: TextSelection): boolean {
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, lineEnd)
  return empty && (before === '' || before.endsWith(lineEnd))
}

/** Slots are marked; Tab goes to the next one, and on to the page after the last. A slash that begins a line is handed on and not written. */
export const composerSlots = Extension.create<{ onSlash: () => boolean }>({
  name: 'slots',
  // before the lists, which move their items with Tab
  priority: 1000,
  addOptions: () => ({ onSlash: () => false }),
  addKeyboardShortcuts() {
    return {
      Tab: ({ editor }) => selectSlot(editor, editor.state.selection.to),
      'Shift-Tab': ({ editor }) => selectSlotBefore(editor),
    }
  },
  addProseMirrorPlugins() {
    const marked = (text: Node) =>
      DecorationSet.create(
        text,
        slotsIn(text).map(({ from, to }) => Decoration.inline(from, to, { class: styles.slot ?? '' })),
      )
    return [
      new Plugin<DecorationSet>({
        state: {
          init: (_, { doc }) => marked(doc),
          apply: (change, before) => (change.docChanged ? marked(change.doc) : before),
        },
        props: {
          decorations(state) {
            return this.getState(state)
          },
          handleTextInput: ({ state: { selection } }, ...[, , typed]) =>
            typed === '/' && selection instanceof TextSelection && beginsLine(selection) && this.options.onSlash(),
        },
      }),
    ]
  },
})
