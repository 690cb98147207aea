import { useParams } from '@tanstack/react-router'
import { Fragment, type FunctionComponent } from 'react'
import { HelpPanel } from '#modules/boundaries/web/help-panel.tsx'
import { WorkingTimePanel } from '#modules/calendars/web/working-time-panel.tsx'
import { MailboxesPanel } from '#modules/channels/web/mailboxes-panel.tsx'
import { OutgoingPanel } from '#modules/channels/web/outgoing-panel.tsx'
import { FormLink } from '#modules/channels/webform/web/form-link.tsx'
import { LimitsPanel } from '#modules/clocks/web/limits-panel.tsx'
import { CategoryTree } from '#modules/complaints/web/category-tree.tsx'
import { SignaturesPanel } from '#modules/conversations/web/signatures-panel.tsx'
import { TextsPanel } from '#modules/knowledge/web/texts-panel.tsx'
import { LettersSettings } from '#modules/letters/web/templates-panel.tsx'
import { WishesPanel } from '#modules/notices/web/wishes-panel.tsx'
import { AccountPanel } from '#modules/people/web/account-panel.tsx'
import { AgentsPanel } from '#modules/people/web/agents-panel.tsx'
import { OrganisationPanel } from '#modules/people/web/organisation-form.tsx'
import { OwnSessions } from '#modules/people/web/own-sessions.tsx'
import { PasswordForm } from '#modules/people/web/password-form.tsx'
import { PrivacyNotices } from '#modules/people/web/privacy-notices.tsx'
import { TeamsPanel } from '#modules/people/web/teams-panel.tsx'
import { TokensPanel } from '#modules/people/web/tokens-panel.tsx'
import { TwoStep } from '#modules/people/web/two-step.tsx'
import { CausesPanel } from '#modules/procedure/enquiry/web/causes-panel.tsx'
import { ChecklistsPanel } from '#modules/procedure/enquiry/web/checklists-panel.tsx'
import { TemplatesPanel } from '#modules/procedure/web/templates-panel.tsx'
import { PoolsPanel } from '#modules/remedies/coupons/web/pools-panel.tsx'
import { PaymentsPanel } from '#modules/remedies/payments/web/payments-panel.tsx'
import { RemediesSettings } from '#modules/remedies/web/remedies-settings.tsx'
import { SurveySettingsPanel } from '#modules/surveys/web/settings-panel.tsx'
import { WordsPanel } from '#modules/tone/web/words-panel.tsx'
import { ModelsPanel } from '#modules/triage/web/models-panel.tsx'
import { Empty } from '../kit/empty.tsx'
import { Icon } from '../kit/icons.tsx'
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

interface Group {
  code: string
  parts: readonly Part[]
}

const groups: readonly Group[] = [
  {
    code: 'house',
    parts: [
      { code: 'organisation', needs: 'organisation.edit', panel: OrganisationPanel },
      { code: 'privacy', needs: 'organisation.edit', panel: PrivacyNotices },
      { code: 'people', needs: 'people.read', panel: AgentsPanel },
      { code: 'teams', needs: 'people.read', panel: TeamsPanel },
      { code: 'working_time', needs: 'calendars.edit', panel: WorkingTimePanel },
    ],
  },
  {
    code: 'channels',
    parts: [
      { code: 'mailboxes', needs: 'mailboxes.read', panel: MailboxesPanel },
      { code: 'outgoing', needs: 'mailboxes.read', panel: OutgoingPanel },
      { code: 'form', needs: 'organisation.edit', panel: FormLink },
    ],
  },
  {
    code: 'handling',
    parts: [
      { code: 'categories', needs: 'categories.edit', panel: CategoryTree },
      { code: 'procedure', needs: 'procedure.read', panel: TemplatesPanel },
      { code: 'questions', needs: 'procedure.read', panel: ChecklistsPanel },
      { code: 'causes', needs: 'procedure.read', panel: CausesPanel },
      { code: 'time_limits', needs: 'clocks.read', panel: LimitsPanel },
      { code: 'surveys', needs: 'surveys.edit', panel: SurveySettingsPanel },
      { code: 'help', needs: 'help.edit', panel: HelpPanel },
    ],
  },
  {
    code: 'writing',
    parts: [
      { code: 'texts', needs: 'texts.read', panel: TextsPanel },
      { code: 'signatures', needs: 'signatures.edit', panel: SignaturesPanel },
      { code: 'letters', needs: 'letters.read', panel: LettersSettings },
      { code: 'words', needs: 'tone.edit', panel: WordsPanel },
      { code: 'reading', needs: 'triage.train', panel: ModelsPanel },
    ],
  },
  {
    code: 'putting_right',
    parts: [
      { code: 'remedies', needs: 'authority.read', panel: RemediesSettings },
      { code: 'coupons', needs: 'coupons.read', panel: PoolsPanel },
      { code: 'payments', needs: 'payments.read', panel: PaymentsPanel },
    ],
  },
  {
    code: 'machine',
    parts: [
      { code: 'tokens', needs: 'tokens.manage', panel: TokensPanel },
      { code: 'backup', needs: 'organisation.edit', panel: BackupPart },
    ],
  },
  {
    code: 'own',
    parts: [
      { code: 'account', needs: 'signed_in', panel: Account },
      { code: 'notices', needs: 'notices.read', panel: WishesPanel },
    ],
  },
]

function Places({ shown, asked }: { shown: readonly Group[]; asked: string }) {
  const say = useWords('workspace')
  return (
    <nav className={styles.parts} aria-label={say('settings.title')}>
      {shown.map((group) => (
        <Fragment key={group.code}>
          <h2>{say(`settings.groups.${group.code}`)}</h2>
          {group.parts.map(({ code }) => (
            <a key={code} href={`/app/settings/${code}`} aria-current={code === asked ? 'page' : undefined}>
              {say(`settings.parts.${code}`)}
            </a>
          ))}
        </Fragment>
      ))}
    </nav>
  )
}

/** What can be set, part by part; each person sees the parts that the desk lets them see, oneself always. */
export function SettingsPage() {
  const say = useWords('workspace')
  const { permissions } = useMe()
  const { section } = useParams({ strict: false })
  const seen = ({ needs }: Part) => needs === 'signed_in' || permissions.includes(needs)
  const shown = groups.map((group) => ({ ...group, parts: group.parts.filter(seen) })).filter(({ parts }) => parts.length > 0)
  const first = permissions.includes('organisation.edit') ? 'organisation' : 'account'
  const asked = section ?? first
  const here = shown.flatMap(({ parts }) => parts).find(({ code }) => code === asked)
  const name = here === undefined ? say('settings.title') : say(`settings.parts.${here.code}`)
  return (
    <>
      <PageHeader title={say('settings.title')} documentTitle={`${name} – ${say('settings.title')}`} />
      <div className={styles.columns} data-part={section}>
        {section !== undefined && (
          <a className={styles.all} href="/app/settings">
            <Icon name="back" /> {say('settings.all')}
          </a>
        )}
        <Places shown={shown} asked={asked} />
        <div className={styles.part} data-arrive>
          {here === undefined && <Empty title={say('settings.not_here')}>{say('settings.not_here_about')}</Empty>}
          {here !== undefined && <here.panel key={here.code} />}
        </div>
      </div>
    </>
  )
}
