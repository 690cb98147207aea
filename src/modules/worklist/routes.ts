import type { Routes } from '#platform/http/routes.ts'
import type { Work } from '#platform/work.ts'
import { mayShare } from './access.ts'
import * as contract from './contract.ts'
import { countViews } from './count-views.ts'
import { editView, endView, restoreView, saveView } from './edit-views.ts'
import { type Exporting, exportList } from './export-list.ts'
import { listExports } from './find-exports.ts'
import { findViews, type ViewRecord } from './find-views.ts'
import { chooseColumns, columnsOf, orderViews } from './keep-habits.ts'
import { presentView, type SaySentence } from './present-views.ts'

export interface WorklistHouse extends Exporting {
  sentence: SaySentence
}

export function worklistRoutes({ serve, serveStream }: Routes, house: WorklistHouse) {
  const present = (work: Work, view: ViewRecord) => presentView(work, view, house.sentence)
  serve(contract.listViews, async (work) => {
    const views = await findViews(work)
    return { data: await Promise.all(views.map((view) => present(work, view))), may: { share: mayShare(work.actor) } }
  })
  serve(contract.saveView, async (work, { body }) => present(work, await saveView(work, body)))
  serve(contract.editView, async (work, { params, body, version }) =>
    present(work, await editView(work, params.view, { ...body, version })),
  )
  serve(contract.endView, async (work, { params }) => {
    await endView(work, params.view)
    return {}
  })
  serve(contract.restoreView, async (work, { params }) => present(work, await restoreView(work, params.view)))
  serve(contract.orderViews, async (work, { body }) => ({ views: await orderViews(work, body.views) }))
  serve(contract.countViews, (work) => countViews(work, house.marking.narrow))
  serve(contract.readColumns, async (work) => ({ columns: await columnsOf(work) }))
  serve(contract.chooseColumns, async (work, { body }) => ({ columns: await chooseColumns(work, body.columns) }))
  serve(contract.listExports, (work, { query }) => listExports(work, query))
  serveStream(
    {
      url: contract.listFilePath,
      requires: 'lists.export',
      about:
        'A list as a table (CSV, UTF-8): takes what `GET /complaints` takes, and `columns` with commas. The same complaints in the same order; what could be a formula is made text; card numbers and IBANs are masked. That it left is written down.',
    },
    (tools, request, reply) => exportList({ ...tools, ...house }, request, reply),
  )
}
