// Shows what is pushed, and opens the app when it is tapped. What is shown was said by us, and says nothing of health.
self.addEventListener('push', (event) => {
  const said = event.data ? event.data.json() : {};
  event.waitUntil(self.registration.showNotification(said.title ?? '', {
    body: said.body ?? '', tag: said.tag, lang: said.lang, data: { url: said.url ?? '/' }, icon: '/static/icons/icon-192.png',
  }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { pathname } = new URL(event.notification.data.url, self.location.origin);
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: 'window' });
    if (open.length) await open[0].focus();
    else await self.clients.openWindow(pathname);
  })());
});
