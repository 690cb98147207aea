/** The dark squares of a picture of squares as one SVG path: a run of them in a row is one stroke. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  return rows
    .map((row, y) =>
      runsOf(row)
        .map(({ from, long }) => `M${from} ${y}h${long}v1h-${long}z`)
        .join(''),
    )
    .join('')
}

function runsOf(row: readonly boolean[]): { from: number; long: number }[] {
  const starts = [...row.keys()].filter((x) => row[x] && !row[x - 1])
  return starts.map((from) => {
    const end = row.indexOf(false, from)
    return { from, long: (end < 0 ? row.length : end) - from }
  })
}
