import { ExitThisPage, initAll } from './govuk-frontend.min.js'

// The component covers the page and then opens the address; where it asks for the address it is stopped, because
// `replace` takes the page out of the history as well.
const { exitPage } = ExitThisPage.prototype
ExitThisPage.prototype.exitPage = function () {
  document.dispatchEvent(new Event('leaving'))
  const link = this.$button
  this.$button = { get href () { throw new Error('replaced') } }
  try {
    exitPage.call(this)
  } catch {
    this.$button = link
  } finally {
    window.location.replace(link.href)
  }
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
