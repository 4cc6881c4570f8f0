// Buttons that ask the browser for a passkey. The question comes from our own server, the answer goes into the form.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0))

const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

const readable = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }))

async function make (question) {
  const publicKey = {
    ...question,
    challenge: bytes(question.challenge),
    user: { ...question.user, id: bytes(question.user.id) },
    excludeCredentials: readable(question.excludeCredentials)
  }
  const made = await navigator.credentials.create({ publicKey })
  return {
    id: made.id,
    rawId: words(made.rawId),
    type: made.type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: words(made.response.clientDataJSON),
      attestationObject: words(made.response.attestationObject)
    }
  }
}

async function use (question) {
  const publicKey = {
    ...question,
    challenge: bytes(question.challenge),
    allowCredentials: readable(question.allowCredentials)
  }
  const used = await navigator.credentials.get({ publicKey })
  return {
    id: used.id,
    rawId: words(used.rawId),
    type: used.type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: words(used.response.clientDataJSON),
      authenticatorData: words(used.response.authenticatorData),
      signature: words(used.response.signature),
      userHandle: used.response.userHandle ? words(used.response.userHandle) : null
    }
  }
}

for (const place of document.querySelectorAll('[data-passkey]')) {
  if (!window.PublicKeyCredential) continue
  place.hidden = false
  const button = place.querySelector('button')
  const trouble = place.querySelector('.passkey__trouble')
  button.addEventListener('click', async () => {
    const form = place.closest('form')
    trouble.hidden = true
    if (form.elements.name && !form.elements.name.value.trim()) {
      form.elements.name.focus()
      form.requestSubmit()
      return
    }
    button.disabled = true
    try {
      const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value })
      const asked = await fetch(place.dataset.question, { method: 'POST', body, redirect: 'error' })
      if (!asked.ok) throw new Error('not asked')
      const answer = await (place.dataset.passkey === 'make' ? make : use)(await asked.json())
      document.getElementById(place.dataset.field).value = JSON.stringify(answer)
      form.submit()
    } catch {
      trouble.hidden = false
      button.disabled = false
    }
  })
}
