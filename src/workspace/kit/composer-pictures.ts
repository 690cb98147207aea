import Image from '@tiptap/extension-image'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Editor } from '@tiptap/react'
import styles from './composer.module.css'

/** A picture in the text: where a browser finds it, and what is said where it cannot be seen. */
export interface Picture {
  src: string
  alt: string
}

interface Options {
  /** Files that were pasted or dropped here; a picture comes with the place that is kept for it. */
  onFiles: (files: readonly { file: File; place: string | null }[]) => boolean
}

type Step = { begin: string; at: number; words: string } | { end: string }

const key = new PluginKey<DecorationSet>('pictures')

const isPicture = ({ type }: File) => /^image\/(png|jpe?g|gif|webp|avif)$/.test(type)

function waiting(words: string): HTMLElement {
  const place = document.createElement('span')
  place.className = styles.waiting ?? ''
  place.textContent = words
  return place
}

/** Where the picture that goes up will stand, however much is written meanwhile. */
function placeOf(editor: Editor, id: string): number | null {
  const [found] = key.getState(editor.state)?.find(undefined, undefined, (spec: { id?: string }) => spec.id === id) ?? []
  return found?.from ?? null
}

/** Puts the picture where its place was kept; `null` gives the place up. */
export function settlePicture(editor: Editor, id: string, picture: Picture | null): void {
  const at = placeOf(editor, id)
  editor.view.dispatch(editor.state.tr.setMeta(key, { end: id } satisfies Step).setMeta('addToHistory', false))
  if (picture !== null)
    editor
      .chain()
      .insertContentAt(at ?? editor.state.selection.to, { type: 'image', attrs: picture })
      .run()
}

/** Takes files, and keeps a place for each picture among them. */
function take(editor: Editor, files: readonly File[], { at, onFiles }: Options & { at: number }): boolean {
  const taken = files.map((file) => ({ file, place: isPicture(file) ? crypto.randomUUID() : null }))
  if (taken.length === 0 || !onFiles(taken)) return false
  for (const { file, place } of taken)
    if (place !== null) editor.view.dispatch(editor.state.tr.setMeta(key, { begin: place, at, words: file.name } satisfies Step))
  return true
}

// Text beside the files: it was copied from a document, and the text is what was meant.
const onlyFiles = (data: DataTransfer) => data.files.length > 0 && data.getData('text/plain').trim() === ''

/** Pictures in the text, pasted or dropped. Only our own ones: what is copied from elsewhere leaves its pictures there. */
export const composerPictures = Image.extend<Options & Record<string, unknown>>({
  addOptions() {
    return { ...this.parent?.(), inline: true, allowBase64: false, resize: false, HTMLAttributes: {}, onFiles: () => false }
  },
  parseHTML: () => [{ tag: 'img[src^="/api/v1/complaints/"]' }],
  addInputRules: () => [],
  addProseMirrorPlugins() {
    const { editor } = this
    const { onFiles } = this.options
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (change, before) => {
            const moved = before.map(change.mapping, change.doc)
            const step = change.getMeta(key) as Step | undefined // set here alone
            if (step === undefined) return moved
            if ('end' in step) return moved.remove(moved.find(undefined, undefined, (spec: { id?: string }) => spec.id === step.end))
            return moved.add(change.doc, [Decoration.widget(step.at, waiting(step.words), { id: step.begin })])
          },
        },
        props: {
          decorations: (state) => key.getState(state),
          handlePaste: (view, { clipboardData }) =>
            clipboardData !== null &&
            onlyFiles(clipboardData) &&
            take(editor, [...clipboardData.files], { at: view.state.selection.to, onFiles }),
          handleDrop: (view, event, ...[, moved]) => {
            const files = [...(event.dataTransfer?.files ?? [])]
            if (moved || files.length === 0) return false
            event.preventDefault()
            // the sheet around it takes no part in what was dropped on the text
            event.stopPropagation()
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.to
            return take(editor, files, { at, onFiles })
          },
        },
      }),
    ]
  },
})
