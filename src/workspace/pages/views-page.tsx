import { WatchAct } from '#modules/notices/web/watch-act.tsx'
import { ViewsPanel } from '#modules/worklist/web/views-panel.tsx'
import { PageHeader } from '#workspace/kit/page-header.tsx'
import { useWords } from '#workspace/language.ts'

/** The lists that have names: their order, what they show, who sees them. */
export function ViewsPage() {
  const say = useWords('worklist')
  return (
    <>
      <PageHeader title={say('web.manage')} back={{ href: '/app/complaints?view=open', name: say('web.to_list') }} />
      <ViewsPanel beside={(view) => <WatchAct kind="view" subject={view} />} />
    </>
  )
}
