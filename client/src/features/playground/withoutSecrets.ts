/** Keys and access tokens of any brand, as docs/key-format.md writes them; a broken one is as good as whole. */
const CREDENTIAL = /\b[a-z0-9]{2,12}_(?:sk|pat)_[0-9A-Za-z]{20,}/g;

/** A text as it may be kept on this computer. */
export function withoutSecrets(text: string): string {
  return text.replace(CREDENTIAL, '…');
}

/** The browser's storage, which no credential gets into: what one writes into the editor is kept there. */
export function storageWithoutSecrets(storage: Storage): Storage {
  return {
    get length() {
      return storage.length;
    },
    key: (place) => storage.key(place),
    getItem: (name) => storage.getItem(name),
    setItem: (name, value) => storage.setItem(name, withoutSecrets(value)),
    removeItem: (name) => storage.removeItem(name),
    clear: () => storage.clear(),
  };
}
