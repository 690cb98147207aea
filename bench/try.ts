import { filledDatabase } from './database.ts'

const n = Number(process.argv[2])
const filled = await filledDatabase({ complaints: n, folder: process.argv[3], say: console.log })
const { rows } = await filled.database.pool.query(`select state, count(*)::int from complaints_complaints group by 1`)
console.log(rows)
console.log(
  (
    await filled.database.pool.query(
      `select kind, count(*)::int, avg(pg_column_size(document))::int as size from search_documents group by 1`,
    )
  ).rows,
)
console.log(
  (
    await filled.database.pool.query(
      `select avg(length(words))::int w, avg(length(subject))::int s, (select avg(length(text))::int from conversations_messages) m from complaints_complaints`,
    )
  ).rows,
)
await filled.close()
