import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The machine may be busy: what is waited for has this long to appear, and fails only then.
configure({ asyncUtilTimeout: 8_000 });

// Nothing has a size here. A chart draws its bars only in a place that has one.
const layout = document.createElement('style');
layout.textContent = '.MuiChartsSurface-root { width: 900px; height: 300px; }';
document.head.append(layout);

const DESKTOP_PX = 1280;

beforeEach(() => {
  window.innerWidth = DESKTOP_PX;
});

afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
