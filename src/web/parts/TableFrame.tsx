import { type ReactNode, useEffect, useRef, useState } from 'react'

/** A table that may be wider than its place: then it scrolls, and the keyboard reaches it to do so. */
export function TableFrame({ name, children }: { name: string; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const own = frame.current!
    const seen = new ResizeObserver(() => setScrolls(own.scrollWidth > own.clientWidth))
    for (const part of [own, ...own.children]) seen.observe(part)
    return () => seen.disconnect()
  }, [])
  return (
    <div
      ref={frame}
      className="table-frame"
      {...(scrolls && { tabIndex: 0, role: 'region', 'aria-label': name })}
    >
      {children}
    </div>
  )
}
