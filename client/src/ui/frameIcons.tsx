import { CIRCLE, lineIcon } from './lineIcon';

// The icons that every page shows. The others are a file of their own, so that the first page view need not load them.
export const AccountIcon = lineIcon(
  `${CIRCLE}M12 7.2a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM6.2 18.8a6.4 6.4 0 0 1 11.6 0`,
);
export const ErrorIcon = lineIcon(`${CIRCLE}M12 7.5v5.5M12 16.3v.01`);
export const HistoryIcon = lineIcon('M4 5v4.5h4.5M4.6 9.5A8 8 0 1 1 4 13M12 8v4.5l3 1.8');
export const KeyIcon = lineIcon(
  'M8 11a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM11.2 12.3L20 3.5M16.5 7l3 3M14 9.5l2 2',
);
export const MonitorIcon = lineIcon('M3.5 4.5h17v11.5h-17zM9 20h6M12 16v4');
export const MoonIcon = lineIcon('M20 14.2A8.3 8.3 0 0 1 9.8 4 8.3 8.3 0 1 0 20 14.2Z');
export const SunIcon = lineIcon(
  'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
);
export const TerminalIcon = lineIcon('M3.5 4.5h17v15h-17zM7 9l3 3-3 3M12 15h4.5');
export const UsageIcon = lineIcon('M4 20h16M7 16.5v-4M12 16.5v-9M17 16.5v-6');
export const WarningIcon = lineIcon('M12 4L2.8 19.5h18.4ZM12 10v4.5M12 17v.01');
