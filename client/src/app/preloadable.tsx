import { type ComponentType, lazy, useState } from 'react';

interface Preloadable {
  readonly Page: ComponentType;
  /** Begins to load the page's files, if nobody has. */
  readonly preload: () => void;
}

/**
 * A page whose files may be asked for before it is drawn. What has come by then is drawn at once: a lazy page would first
 * show what stands in for it, and React lets that stand for a third of a second.
 */
export function preloadable(load: () => Promise<{ default: ComponentType }>): Preloadable {
  const Lazy = lazy(load);
  let loaded: ComponentType | null = null;

  function Page() {
    // Chosen once: a page that is shown must not begin anew because its files have come twice.
    const [Chosen] = useState<ComponentType>(() => loaded ?? Lazy);
    return <Chosen />;
  }

  return {
    Page,
    preload: () => {
      load()
        .then((file) => {
          loaded = file.default;
        })
        // It goes wrong again, and is told, when the page is drawn.
        .catch(() => {});
    },
  };
}
