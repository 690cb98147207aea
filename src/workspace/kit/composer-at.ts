import { Plugin, TextSelection } from '@tiptap/pm/state'
import { Extension } from '@tiptap/react'

/** Whether what is typed now begins a word. */
function beginsWord({ $from, empty }: TextSelection): boolean {
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\n')
  return empty && !/[^\s(]$/u.test(before)
}

/** An @ that begins a word is handed on and not written. */
export const composerAt = Extension.create<{ onAt: () => boolean }>({
  name: 'at',
  addOptions: () => ({ onAt: () => false }),
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleTextInput: ({ state: { selection } }, ...[, , typed]) =>
            typed === '@' && selection instanceof TextSelection && beginsWord(selection) && this.options.onAt(),
        },
      }),
    ]
  },
})
