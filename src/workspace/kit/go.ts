import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Goes to a place of the app by its address: `/app/complaints`. */
export function useGo(): (href: string) => void {
  const { history } = useRouter()
  return useCallback((href: string) => history.push(href), [history])
}
