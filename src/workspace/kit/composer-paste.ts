import { Plugin } from '@tiptap/pm/state'
import { Extension } from '@tiptap/react'
import { lightenPaste } from './lighten-paste.ts'

/** Of a paste that was too much only its words came in, or nothing did. */
export type HeavyPaste = 'words' | 'nothing'

interface Options {
  onHeavy: (how: HeavyPaste) => void
  /** Letters that the text may have. */
  longest: number
}

/** Takes what is pasted in a size that does not hold up a key. What stood there stays. */
export const composerPaste = Extension.create<Options>({
  name: 'paste',
  // before anything else reads what is on the clipboard
  priority: 1100,
  addOptions: () => ({ onHeavy: () => undefined, longest: 100_000 }),
  addProseMirrorPlugins() {
    const { options, editor } = this
    return [
      new Plugin({
        props: {
          handlePaste: (view, { clipboardData: data }) => {
            if (data === null) return false
            const room = options.longest - view.state.doc.textContent.length
            const paste = lightenPaste({ html: data.getData('text/html'), text: data.getData('text/plain') }, room)
            if (paste.as === 'it is') return false
            if (paste.as === 'html') return view.pasteHTML(paste.html)
            if (paste.as === 'text') editor.commands.insertContent(paste.paragraphs.map((words) => paragraphOf(words)))
            options.onHeavy(paste.as === 'text' ? 'words' : 'nothing')
            return true
          },
        },
      }),
    ]
  },
})

const paragraphOf = (words: string) => ({ type: 'paragraph', ...(words !== '' && { content: [{ type: 'text', text: words }] }) })
