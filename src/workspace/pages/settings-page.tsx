import { useParams } from '@tanstack/react-router'
import type { FunctionComponent } from 'react'
import { MailboxesPanel } from '#modules/channels/web/mailboxes-panel.tsx'
import { OutgoingPanel } from '#modules/channels/web/outgoing-panel.tsx'
import { FormLink } from '#modules/channels/webform/web/form-link.tsx'
import { CategoryTree } from '#modules/complaints/web/category-tree.tsx'
import { AccountPanel } from '#modules/people/web/account-panel.tsx'
import { AgentsPanel } from '#modules/people/web/agents-panel.tsx'
import { OrganisationPanel } from '#modules/people/web/organisation-form.tsx'
import { OwnSessions } from '#modules/people/web/own-sessions.tsx'
import { PasswordForm } from '#modules/people/web/password-form.tsx'
import { PrivacyNotices } from '#modules/people/web/privacy-notices.tsx'
import { TeamsPanel } from '#modules/people/web/teams-panel.tsx'
import { TokensPanel } from '#modules/people/web/tokens-panel.tsx'
import { TwoStep } from '#modules/people/web/two-step.tsx'
import { Empty } from '../kit/empty.tsx'
import { useMe } from '../kit/me.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { useWords } from '../language.ts'
import { BackupPart } from './backup-part.tsx'
import styles from './settings-page.module.css'

function Account() {
  return (
    <>
      <AccountPanel />
      <PasswordForm />
      <TwoStep />
      <OwnSessions />
    </>
  )
}

interface Part {
  code: string
  /** The permission without which it is not shown. */
  needs: string
  panel: FunctionComponent
}

const parts: readonly Part[] = [
  { code: 'organisation', needs: 'organisation.edit', panel: OrganisationPanel },
  { code: 'privacy', needs: 'organisation.edit', panel: PrivacyNotices },
  { code: 'mailboxes', needs: 'mailboxes.read', panel: MailboxesPanel },
  { code: 'outgoing', needs: 'mailboxes.read', panel: OutgoingPanel },
  { code: 'form', needs: 'organisation.edit', panel: FormLink },
  { code: 'people', needs: 'people.read', panel: AgentsPanel },
  { code: 'teams', needs: 'people.read', panel: TeamsPanel },
  { code: 'categories', needs: 'categories.edit', panel: CategoryTree },
  { code: 'tokens', needs: 'tokens.manage', panel: TokensPanel },
  { code: 'backup', needs: 'organisation.edit', panel: BackupPart },
  { code: 'account', needs: 'signed_in', panel: Account },
]

/** What can be set, part by part; each person sees the parts that the desk lets them see, oneself always. */
export function SettingsPage() {
  const say = useWords('workspace')
  const { permissions } = useMe()
  const { section } = useParams({ strict: false })
  const shown = parts.filter(({ needs }) => needs === 'signed_in' || permissions.includes(needs))
  const first = permissions.includes('organisation.edit') ? 'organisation' : 'account'
  const asked = section ?? first
  const here = shown.find(({ code }) => code === asked)
  const name = here === undefined ? say('settings.title') : say(`settings.parts.${here.code}`)
  return (
    <>
      <PageHeader title={say('settings.title')} documentTitle={`${name} – ${say('settings.title')}`} />
      <div className={styles.columns}>
        <nav className={styles.parts} aria-label={say('settings.title')}>
          {shown.map(({ code }) => (
            <a key={code} href={`/app/settings/${code}`} aria-current={code === asked ? 'page' : undefined}>
              {say(`settings.parts.${code}`)}
            </a>
          ))}
        </nav>
        <div className={styles.part}>
          {here === undefined && <Empty title={say('settings.not_here')}>{say('settings.not_here_about')}</Empty>}
          {here !== undefined && <here.panel key={here.code} />}
        </div>
      </div>
    </>
  )
}
