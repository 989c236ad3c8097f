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

// What React or a library has to say about a component is a mistake, in the test or in the component.
const complaints: unknown[][] = [];
console.error = (...complaint: unknown[]) => void complaints.push(complaint);

afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  const [first] = complaints.splice(0);
  if (first)
    throw new Error(`Something was logged as an error: ${first.map(String).join(' ').slice(0, 2_000)}`);
});
