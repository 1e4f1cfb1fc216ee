const views = ['grid', 'list'] as const;
type View = (typeof views)[number];

const storageName = 'timetable-view';

function asView(text: string | null | undefined): View | undefined {
  return views.find((view) => view === text);
}

function stored(): View | undefined {
  try {
    return asView(localStorage.getItem(storageName));
  } catch {
    return undefined;
  }
}

function store(view: View): void {
  try {
    localStorage.setItem(storageName, view);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/**
 * Shows the timetable as a grid or a list, as the address says or the reader chose before. Returns
 * what shows the list while the timetable is filtered: most of a grid would be empty.
 */
export function offerViews(links: Iterable<HTMLAnchorElement>): (filtered: boolean) => void {
  const root = document.documentElement;
  const all = [...links];
  let chosen = asView(location.hash.slice(1).split('-')[0]) ?? stored();
  let filtered = false;
  const show = () => {
    const view = filtered ? 'list' : chosen;
    if (view === undefined) delete root.dataset['view'];
    else root.dataset['view'] = view;
    const shown = view ?? (matchMedia('(width >= 48rem)').matches ? 'grid' : 'list');
    for (const link of all) {
      if (link.dataset['viewLink'] === shown) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  for (const link of all) {
    link.addEventListener('click', (event) => {
      const view = asView(link.dataset['viewLink']);
      if (view === undefined) return;
      event.preventDefault();
      chosen = view;
      store(view);
      history.replaceState(null, '', `#${view}`);
      show();
    });
  }
  show();
  return (now) => {
    filtered = now;
    show();
  };
}
