import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { type Editor, Extension } from '@tiptap/react'
import styles from './composer.module.css'

/** How strongly it is said; each has a line of its own shape. */
export type MarkLook = 'hint' | 'warning' | 'reason'

/** A place of the words, with what ties it to a list beside them. */
export interface TextMark {
  id: string
  /** [start, end) of what `wordsIn` answers. */
  start: number
  end: number
  look: MarkLook
  letter: string
}

interface Piece {
  start: number
  from: number
  length: number
}

/** What stands in a text but its quotations, and where each piece of it is in the document. */
export function wordsIn(doc: Node): { words: string; pieces: Piece[] } {
  const pieces: Piece[] = []
  let words = ''
  doc.descendants((node, at) => {
    if (node.type.name === 'blockquote') return false
    if (!node.isTextblock) return true
    if (words !== '') words += '\n\n'
    node.forEach((child, offset) => {
      if (child.isText) pieces.push({ start: words.length, from: at + 1 + offset, length: child.nodeSize })
      words += child.isText ? (child.text ?? '') : '\n'
    })
    return false
  })
  return { words, pieces }
}

/** Places of the words as places of the document; null where nothing of it stands there. */
export function rangeOf(pieces: readonly Piece[], { start, end }: { start: number; end: number }): { from: number; to: number } | null {
  const touched = pieces.filter((piece) => piece.start < end && piece.start + piece.length > start)
  const [first] = touched
  const last = touched.at(-1)
  if (!first || !last) return null
  return {
    from: first.from + Math.max(0, start - first.start),
    to: last.from + Math.min(last.length, end - last.start),
  }
}

const key = new PluginKey<DecorationSet>('marks')
const isMark = (spec: { id?: string }) => spec.id !== undefined

export interface PlacedMark {
  id: string
  from: number
  to: number
}

/** The marks as they stand now, in the order of the text. */
export function marksIn(editor: Editor): PlacedMark[] {
  const found = key.getState(editor.state)?.find(undefined, undefined, isMark) ?? []
  return found.map(({ from, to, spec }) => ({ from, to, id: String(spec['id']) })).toSorted((one, other) => one.from - other.from)
}

/** Underlines these places, and no others. */
export function showMarks(editor: Editor, marks: readonly TextMark[]) {
  const { pieces } = wordsIn(editor.state.doc)
  const decorations = marks.flatMap(({ id, look, letter, ...place }) => {
    const range = rangeOf(pieces, place)
    if (range === null) return []
    const { from, to } = range
    return [
      Decoration.inline(from, to, { class: styles.mark ?? '', 'data-look': look, 'data-mark': id }, { id }),
      Decoration.inline(Math.max(from, to - 1), to, { class: styles.letter ?? '', 'data-letter': letter }),
    ]
  })
  editor.view.dispatch(editor.state.tr.setMeta(key, DecorationSet.create(editor.state.doc, decorations)).setMeta('addToHistory', false))
}

/** The mark behind or before the hand; from the last one it goes on at the first. */
function markBeside(editor: Editor, step: 1 | -1): PlacedMark | undefined {
  const marks = marksIn(editor)
  const { from, to } = editor.state.selection
  return step === 1 ? (marks.find((mark) => mark.from >= to) ?? marks[0]) : (marks.findLast((mark) => mark.to <= from) ?? marks.at(-1))
}

interface Options {
  onMark: (id: string, how: 'key' | 'pointer') => void
}

/** Marks in a text: they move with it, F8 or Alt and an arrow goes from one to the next, a click asks about one. */
export const composerMarks = Extension.create<Options>({
  name: 'marks',
  addOptions: () => ({ onMark: () => undefined }),
  addKeyboardShortcuts() {
    const go = (step: 1 | -1) => () => {
      const mark = markBeside(this.editor, step)
      if (mark === undefined) return false
      this.editor.chain().setTextSelection(mark).scrollIntoView().run()
      this.options.onMark(mark.id, 'key')
      return true
    }
    return { F8: go(1), 'Shift-F8': go(-1), 'Alt-ArrowDown': go(1), 'Alt-ArrowUp': go(-1) }
  },
  addProseMirrorPlugins() {
    const { onMark } = this.options
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (change, before) => {
            const marked = change.getMeta(key) as DecorationSet | undefined // set by showMarks alone
            return marked ?? (change.docChanged ? before.map(change.mapping, change.doc) : before)
          },
        },
        props: {
          decorations: (state) => key.getState(state),
          handleClick: (view, at) => {
            const found = key.getState(view.state)?.find(at, at, isMark)[0]
            if (found) onMark(String(found.spec['id']), 'pointer')
            return false
          },
        },
      }),
    ]
  },
})
