// What waits on this phone to be sent, in the order it was logged, each entry under the key of its owner.
// An entry leaves only when the clinic has said that it is stored, or when its owner deletes it.
const DATABASE = 'rehab';
const ENTRIES = 'entries';

function opened() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: 'id', autoIncrement: true });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error('blocked'));
  });
}

async function transacted(mode, work) {
  const database = await opened();
  try {
    return await new Promise((done, failed) => {
      // strict: on the disk before anyone is told that it is saved
      const transaction = database.transaction(ENTRIES, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(ENTRIES));
      transaction.oncomplete = () => done(request && request.result);
      transaction.onerror = () => failed(transaction.error);
      transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const store = {
  all: () => transacted('readonly', (entries) => entries.getAll()),
  put: (entry) => transacted('readwrite', (entries) => entries.put(entry)),
  remove: (id) => transacted('readwrite', (entries) => entries.delete(id)),
};
