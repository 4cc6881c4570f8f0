// For somebody who is signed in: what is typed is kept, and a screen that is left alone is closed after a warning.
// Nothing is stored in the browser. The server decides when a session is over; this page only asks and shows.

const desk = document.getElementById('desk')
const question = document.querySelector('form[data-keep]')
const news = document.querySelector('[role="status"][data-text]')
const shown = desk.querySelector('[aria-live]')
const texts = [...desk.querySelector('template').content.querySelectorAll('[data-from]')]
const token = desk.querySelector('[name="csrf_token"]').value

const MINUTE = 60_000
const KEEP = 20_000 // what is typed on a page of the form is kept that soon, or when its box is left
const LATE = 2_000 // the server counts whole seconds, and its answer was on the way for a moment
const given = (name) => Number(desk.dataset[name]) * 1000
const idle = given('idle')
const warning = given('warning')
const longest = Date.now() + given('longest')

let end = Date.now() + given('left')
let isUnsaved = Boolean(question && 'unsaved' in question.dataset) // typed, and not yet kept
let isWarned = false
let isLeaving = false
let isAsking = false
let isTelling = false
let timer = 0

const channel = (name, heard) => {
  if (!('BroadcastChannel' in window)) return { postMessage () {} }
  const made = new BroadcastChannel(name)
  made.onmessage = heard
  return made
}
const active = channel('active', () => stays())
const left = channel('left', () => {
  hurry()
  document.documentElement.hidden = true
  setTimeout(() => location.replace(location.href), LATE)
})

// Somebody is there, in this tab or another.
function stays () {
  end = Math.min(Date.now() + idle, longest)
  look()
}

function isHere () {
  stays()
  active.postMessage(null)
}

async function post (address, { body = new URLSearchParams({ csrf_token: token }), headers = {} } = {}) {
  const answer = await fetch(address, {
    method: 'POST', body, redirect: 'manual', headers: { Accept: 'application/json', ...headers }
  })
  return answer.ok ? answer.json() : null
}

// Says that somebody typed: on a page of the form with what is typed.
async function tell () {
  clearTimeout(timer)
  timer = 0
  if (isTelling) return soon() // never two at once
  const isKeeping = question && isUnsaved
  isUnsaved = false
  isTelling = true
  try {
    const answer = isKeeping
      ? await post(question.dataset.keep, { body: new FormData(question) })
      : await post(desk.dataset.stay)
    if (!answer) return over()
    if (answer.saved) news.textContent = news.dataset.text.replace('{time}', answer.saved)
    isHere()
  } catch {
    isUnsaved = Boolean(isKeeping) || isUnsaved
    soon()
  } finally {
    isTelling = false
  }
}

function soon () {
  timer ||= setTimeout(tell, isUnsaved ? KEEP : MINUTE)
}

// The page is about to go: nobody waits for an answer.
function hurry () {
  if (!question || !isUnsaved) return
  isUnsaved = false
  const body = new FormData(question)
  body.set('script', 'yes')
  if (!navigator.sendBeacon(question.dataset.keep, body)) fetch(question.dataset.keep, { method: 'POST', body }).catch(() => {})
  isHere()
}

async function askServer () {
  try {
    const answer = await post(desk.dataset.stay, { headers: { 'X-Unattended': 'yes' } })
    return answer ? answer.seconds * 1000 : 0
  } catch {
    return 0
  }
}

// Other pages may have been opened in the meantime, so the server is asked before anything is said or closed.
async function isTrulyWithin (limit) {
  if (isAsking) return false
  isAsking = true
  const rest = await askServer()
  isAsking = false
  if (rest > 0) end = Date.now() + rest
  return rest <= limit
}

async function over () {
  if (isLeaving) return
  isLeaving = true
  document.documentElement.hidden = true
  if (await isTrulyWithin(0)) return location.replace(desk.dataset.signIn)
  isLeaving = document.documentElement.hidden = false
}

async function warn () {
  if (timer) return tell() // somebody typed within the last minute
  if (!await isTrulyWithin(warning) || isWarned) return
  isWarned = true
  desk.returnValue = ''
  desk.showModal()
  look()
}

function look () {
  const rest = end - Date.now()
  if (rest > warning) {
    isWarned = false
    if (desk.open) desk.close('quiet')
    return
  }
  if (rest <= -LATE) return over()
  if (!isWarned) return warn()
  if (isUnsaved && rest < 10_000) hurry()
  const text = texts.filter((one) => Number(one.dataset.from) * 1000 >= rest).at(-1)
  if (desk.open && text && shown.textContent !== text.textContent) shown.textContent = text.textContent
}

desk.querySelector('[data-stays]').addEventListener('click', () => desk.close())
desk.addEventListener('close', async () => { // by the button or by Escape
  if (desk.returnValue === 'quiet') return
  try {
    const answer = await post(desk.dataset.stay)
    if (!answer) return over()
    isHere()
  } catch {
    isWarned = false // nothing was heard: the question comes again
  }
})

document.addEventListener('input', (event) => { // not `change`: a box says that when the question takes its focus away
  isUnsaved ||= Boolean(question?.contains(event.target))
  soon()
})
question?.addEventListener('focusout', () => isUnsaved && tell())
document.addEventListener('submit', async (event) => {
  const { target: form, submitter } = event
  if (form === question) {
    clearTimeout(timer)
    isUnsaved = false
  } else if (isUnsaved) { // another language, say: first what is typed
    event.preventDefault()
    await tell()
    isUnsaved = false
    form.requestSubmit(submitter)
  }
})
document.addEventListener('click', (event) => event.target.closest('a[href]') && hurry(), true)
document.addEventListener('visibilitychange', () => document.hidden ? hurry() : look())
document.addEventListener('leaving', () => {
  hurry()
  left.postMessage(null)
})

active.postMessage(null) // this page was just opened
if (isUnsaved) soon()
setInterval(look, 1000)
