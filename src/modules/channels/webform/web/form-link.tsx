import { CopyField } from '#workspace/kit/copy-field.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Section } from '#workspace/kit/section.tsx'
import { formSnippet } from '../rules/form-snippet.ts'

/** Where the form is, and what to paste so that customers find it. */
export function FormLink() {
  const say = useWords('webform')
  const { origin } = window.location
  const address = `${origin}/complain`
  return (
    <>
      <Section title={say('web.link')} about={say('web.link_about')}>
        <CopyField label={say('web.address')} value={address} />
        <p>
          <a href={address} target="_blank" rel="noreferrer">
            {say('web.look')}
          </a>
        </p>
      </Section>
      <Section title={say('web.embed')} about={say('web.embed_about')}>
        <CopyField label={say('web.snippet')} value={formSnippet(origin, say('web.snippet_title'))} lines={5} />
      </Section>
    </>
  )
}
