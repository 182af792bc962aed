// Dark or light is settled before the first paint. A file of its own: the security policy admits no inline script.
;(function () {
  var kept = localStorage.getItem('plumbline-scheme')
  var dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
