import { ExitThisPage, initAll } from './govuk-frontend.min.js'

// The component covers the page and goes on; `replace` takes the page out of the history as well.
const { exitPage } = ExitThisPage.prototype
ExitThisPage.prototype.exitPage = function () {
  document.dispatchEvent(new Event('leaving'))
  exitPage.call(this)
  window.location.replace(this.$button.href)
}

initAll()

// A page that the browser kept alive is never shown again as it was: it is asked for anew.
window.addEventListener('pagehide', (event) => {
  if (event.persisted) document.documentElement.hidden = true
})
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload()
})

// Nobody is signed in any more: other pages that are still open learn it and ask for themselves anew.
if (document.getElementById('nobody') && 'BroadcastChannel' in window) {
  const channel = new BroadcastChannel('left')
  channel.postMessage(null)
  channel.close()
}
