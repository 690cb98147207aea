import '@mantine/tiptap/styles.layer.css'
import { RichTextEditor } from '@mantine/tiptap'
import { EditorState } from '@tiptap/pm/state'
import { type Editor, useEditor, useEditorState } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useWords } from '#workspace/language.ts'
import styles from './composer.module.css'
import { composerAt } from './composer-at.ts'
import { composerMarks, type MarkLook, marksIn, rangeOf, showMarks, type TextMark, wordsIn } from './composer-marks.ts'
import { composerPaste, type HeavyPaste } from './composer-paste.ts'
import { composerPictures, type Picture, settlePicture } from './composer-pictures.ts'
import { composerSlots, selectSlot } from './composer-slots.ts'

export interface Draft {
  html: string
  text: string
}

/** What others may do in the composer. */
export interface ComposerHand {
  /** Writes rich text where the caret is, and selects the first slot in it. */
  insert: (html: string) => void
  focus: () => void
  /** What stands there but its quotations. */
  words: () => string
  /** Underlines places of those words, and no others. */
  mark: (marks: readonly TextMark[]) => void
  /** Where a mark is on the screen. */
  placeOf: (mark: string) => DOMRect | null
  /** Puts the hand on a mark. */
  goTo: (mark: string) => void
  /** Writes words at a place of the words; a slot in them is selected. */
  replace: (place: { start: number; end: number }, words: string) => void
  /** Puts a picture where a place was kept for it; `null` gives the place up. */
  picture: (place: string, picture: Picture | null) => void
}

export type { MarkLook, Picture, TextMark }

/** A file that was pasted or dropped into the text; a picture comes with the place that is kept for it there. */
export interface GivenFile {
  file: File
  place: string | null
}

export interface RichComposerProps {
  /** What a screen reader calls it: "Reply to Daniel Osei". */
  label: string
  /** What it begins with, as HTML. */
  start?: string
  /** Counts up when it is to begin anew, with `start`. */
  turn?: number
  placeholder?: string
  onChange: (draft: Draft) => void
  /** Ctrl and Enter. */
  onSend?: (draft: Draft) => void
  /** A slash at the start of a line; without it a slash is a slash. */
  onSlash?: () => void
  /** An @ at the start of a word; without it an @ is an @. */
  onAt?: (() => void) | undefined
  /** A mark was gone to with a key, or clicked. */
  onMark?: (mark: string, how: 'key' | 'pointer') => void
  hand?: RefObject<ComposerHand | null>
  /** Files that were pasted or dropped here; without it the text takes none. */
  onFiles?: (files: readonly GivenFile[]) => void
  /** Letters that the text may have. */
  longest?: number
  /** A note: yellow ground, so that nobody mistakes it for a letter. */
  note?: boolean
  /** Whether the caret goes there when it begins. Where it is there already, it stays. */
  autoFocus?: boolean
}

const longestText = 200_000

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
  text: editor.getText({ blockSeparator: '\n\n' }) || namesOf(editor),
})

/** A text of pictures alone says their names. */
const namesOf = (editor: Editor): string =>
  editor
    .$nodes('image')
    ?.map(({ attributes }) => String(attributes['alt'] || '…'))
    .join(' ') ?? ''

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

function insert(editor: Editor, html: string) {
  const { from } = editor.state.selection
  editor.chain().focus().insertContent(html).run()
  selectSlot(editor, Math.max(0, from - 1))
}

function placeOnScreen(editor: Editor, id: string): DOMRect | null {
  const mark = marksIn(editor).find((one) => one.id === id)
  if (mark === undefined) return null
  const first = editor.view.coordsAtPos(mark.from, 1)
  const last = editor.view.coordsAtPos(mark.to, -1)
  const isOneLine = last.top === first.top
  return new DOMRect(first.left, first.top, isOneLine ? last.right - first.left : 1, first.bottom - first.top)
}

function replace(editor: Editor, place: { start: number; end: number }, words: string) {
  const range = rangeOf(wordsIn(editor.state.doc).pieces, place)
  if (range === null) return
  editor.chain().focus().insertContentAt(range, { type: 'text', text: words }).run()
  const [, open] = /^([^{]*)\{\{/.exec(words) ?? []
  if (open !== undefined) selectSlot(editor, range.from + open.length)
}

const handOf = (editor: Editor): ComposerHand => ({
  insert: (html) => insert(editor, html),
  focus: () => void editor.commands.focus(),
  words: () => wordsIn(editor.state.doc).words,
  mark: (marks) => showMarks(editor, marks),
  placeOf: (mark) => placeOnScreen(editor, mark),
  goTo: (id) => {
    const mark = marksIn(editor).find((one) => one.id === id)
    if (mark !== undefined) editor.chain().focus().setTextSelection(mark).scrollIntoView().run()
  },
  replace: (place, words) => replace(editor, place, words),
  picture: (place, picture) => settlePicture(editor, place, picture),
})

/** Begins anew in place: who writes on keeps the caret, and what was sent does not come back by Ctrl Z. */
function beginAnew(editor: Editor, html: string, isFocused: boolean) {
  editor.commands.setContent(html, { emitUpdate: false })
  const { doc, plugins } = editor.state
  editor.view.updateState(EditorState.create({ doc, plugins }))
  if (isFocused && !editor.isFocused) editor.commands.focus('end')
}

type Heard = Pick<RichComposerProps, 'onChange' | 'onSlash' | 'onAt' | 'onMark' | 'onFiles'>

/** The latest of what is to be heard: the editor is made once. */
function useHeard({ onChange, onSlash, onAt, onMark, onFiles }: Heard) {
  const heard = useRef<Heard>({ onChange })
  useEffect(() => {
    heard.current = {
      onChange,
      ...(onSlash && { onSlash }),
      ...(onMark && { onMark }),
      ...(onFiles && { onFiles }),
      ...(onAt && { onAt }),
    }
  }, [onChange, onSlash, onAt, onMark, onFiles])
  return heard
}

interface Pasting {
  /** What became of a paste that was too much. */
  onHeavy: (how: HeavyPaste) => void
  longest: number
}

function extensionsOf(heard: RefObject<Heard>, pasting: Pasting) {
  const slash = () => {
    heard.current.onSlash?.()
    return heard.current.onSlash !== undefined
  }
  const files = (given: readonly GivenFile[]) => {
    heard.current.onFiles?.(given)
    return heard.current.onFiles !== undefined
  }
  const at = () => {
    heard.current.onAt?.()
    return heard.current.onAt !== undefined
  }
  return [
    letter,
    composerSlots.configure({ onSlash: slash }),
    composerMarks.configure({ onMark: (mark, how) => heard.current.onMark?.(mark, how) }),
    composerAt.configure({ onAt: at }),
    composerPaste.configure(pasting),
    composerPictures.configure({ onFiles: files }),
  ]
}

function useDraft(props: RichComposerProps, onHeavy: (how: HeavyPaste | null) => void) {
  const { label, start = '', turn = 0, hand, autoFocus = false, longest = longestText } = props
  const heard = useHeard(props)
  const editor = useEditor({
    extensions: extensionsOf(heard, { onHeavy, longest }),
    content: start,
    autofocus: autoFocus ? 'end' : false,
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label } },
    onUpdate: ({ editor: written }) => {
      onHeavy(null)
      heard.current.onChange(draftOf(written))
    },
  })
  const begun = useRef(turn)
  useEffect(() => {
    if (editor === null || begun.current === turn) return
    begun.current = turn
    beginAnew(editor, start, autoFocus)
  }, [editor, turn, start, autoFocus])
  // the hand is there as soon as there is something to hold
  useImperativeHandle<ComposerHand | null, ComposerHand | null>(hand, () => editor && handOf(editor), [editor])
  return editor
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

/** Out of the text, so that single keys work again; the focus stays beside it, and Tab goes on from there. */
function leave(text: Element) {
  const place = text.closest<HTMLElement>('section, form') ?? document.getElementById('main')
  if (place === null) return
  place.tabIndex = -1
  place.focus({ preventScroll: true })
}

/** Where the agent writes. Ctrl Enter sends, Esc leaves the text and keeps it. Import it from lazy.tsx. */
export function RichComposer(props: RichComposerProps) {
  const say = useWords('workspace')
  const labels = useLabels()
  const [heavy, setHeavy] = useState<HeavyPaste | null>(null)
  const editor = useDraft(props, setHeavy)
  const empty = useEditorState({ editor, selector: (state) => state.editor?.isEmpty ?? true })
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave(event.currentTarget)
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
      <p role="status" className={heavy === null ? undefined : styles.heavy}>
        {heavy !== null && say(`composer.heavy.${heavy}`)}
      </p>
      <Tools name={say('composer.tools')} />
    </RichTextEditor>
  )
}
