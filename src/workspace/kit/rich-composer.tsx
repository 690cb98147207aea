import '@mantine/tiptap/styles.layer.css'
import { RichTextEditor } from '@mantine/tiptap'
import { type Editor, useEditor, useEditorState } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useWords } from '#workspace/language.ts'
import styles from './composer.module.css'

export interface Draft {
  html: string
  text: string
}

export interface RichComposerProps {
  /** What a screen reader calls it: "Reply to Daniel Osei". */
  label: string
  /** What it begins with, as HTML; another draft is another `key`. */
  start?: string
  placeholder?: string
  onChange: (draft: Draft) => void
  /** Ctrl and Enter. */
  onSend?: (draft: Draft) => void
  /** A note: yellow ground, so that nobody mistakes it for a letter. */
  note?: boolean
  autoFocus?: boolean
}

/** A reply has paragraphs, emphasis, lists, links and quotes; headings and code are for other places. */
const letter = StarterKit.configure({
  heading: false,
  code: false,
  codeBlock: false,
  horizontalRule: false,
  strike: false,
  underline: false,
  link: { openOnClick: false, defaultProtocol: 'https' },
})

const draftOf = (editor: Editor): Draft => ({
  html: editor.isEmpty ? '' : editor.getHTML(),
  text: editor.getText({ blockSeparator: '\n\n' }),
})

function useLabels() {
  const say = useWords('workspace')
  return {
    boldControlLabel: say('composer.bold'),
    italicControlLabel: say('composer.italic'),
    bulletListControlLabel: say('composer.bullets'),
    orderedListControlLabel: say('composer.numbers'),
    linkControlLabel: say('composer.link'),
    unlinkControlLabel: say('composer.unlink'),
    blockquoteControlLabel: say('composer.quote'),
    linkEditorInputLabel: say('composer.link_address'),
    linkEditorInputPlaceholder: 'https://',
    linkEditorSave: say('composer.link_save'),
  }
}

function useDraft({ label, start = '', onChange, autoFocus = false }: RichComposerProps) {
  const changed = useRef(onChange)
  useEffect(() => {
    changed.current = onChange
  }, [onChange])
  return useEditor({
    extensions: [letter],
    content: start,
    autofocus: autoFocus ? 'end' : false,
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label } },
    onUpdate: ({ editor }) => changed.current(draftOf(editor)),
  })
}

function Tools({ name }: { name: string }) {
  return (
    <RichTextEditor.Toolbar className={styles.tools} role="toolbar" aria-label={name}>
      <RichTextEditor.ControlsGroup>
        <RichTextEditor.Bold />
        <RichTextEditor.Italic />
        <RichTextEditor.BulletList />
        <RichTextEditor.OrderedList />
        <RichTextEditor.Link />
        <RichTextEditor.Blockquote />
      </RichTextEditor.ControlsGroup>
    </RichTextEditor.Toolbar>
  )
}

/** Where the agent writes. Ctrl Enter sends, Esc leaves the text and keeps it. Import it from lazy.tsx. */
export function RichComposer(props: RichComposerProps) {
  const say = useWords('workspace')
  const labels = useLabels()
  const editor = useDraft(props)
  const empty = useEditorState({ editor, selector: (state) => state.editor?.isEmpty ?? true })
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') editor?.commands.blur()
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || editor === null) return
    event.preventDefault()
    event.stopPropagation()
    props.onSend?.(draftOf(editor))
  }
  return (
    <RichTextEditor
      editor={editor}
      labels={labels}
      className={styles.composer}
      data-note={props.note || undefined}
      data-empty={empty || undefined}
      onKeyDownCapture={pressed}
    >
      <RichTextEditor.Content className={styles.sheet} data-placeholder={props.placeholder} />
      <Tools name={say('composer.tools')} />
    </RichTextEditor>
  )
}
