import { CIRCLE, lineIcon } from './lineIcon';

export const AddIcon = lineIcon('M12 5v14M5 12h14');
export const ArrowDownIcon = lineIcon('M12 5v14M6 13l6 6 6-6');
export const ArrowUpIcon = lineIcon('M12 19V5M6 11l6-6 6 6');
export const BlockIcon = lineIcon(`${CIRCLE}M5.7 5.7l12.6 12.6`);
export const CalendarIcon = lineIcon('M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8');
export const CheckIcon = lineIcon('M5 12.5l4.6 4.6L19 7.5');
export const CheckCircleIcon = lineIcon(`${CIRCLE}M8 12.3l2.8 2.8 5.2-5.8`);
export const ChevronDownIcon = lineIcon('M6.5 9.5L12 15l5.5-5.5');
export const ChevronLeftIcon = lineIcon('M14.5 6.5L9 12l5.5 5.5');
export const ChevronRightIcon = lineIcon('M9.5 6.5L15 12l-5.5 5.5');
export const ClockIcon = lineIcon(`${CIRCLE}M12 7.5V12l3 2`);
export const CloseIcon = lineIcon('M6 6l12 12M18 6L6 18');
export const CopyIcon = lineIcon('M9 9h9.5v10.5H9zM15 9V4.5H5.5V15H9');
export const DownloadIcon = lineIcon('M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14');
export const EyeIcon = lineIcon(
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4Z',
);
export const FilterIcon = lineIcon('M4 6h16M7 12h10M10 18h4');
export const HourglassIcon = lineIcon(
  'M7 3.5h10M7 20.5h10M8 3.5c0 5 8 5.5 8 8.5s-8 3.5-8 8.5M16 3.5c0 5-8 5.5-8 8.5s8 3.5 8 8.5',
);
export const LiveIcon = lineIcon(
  'M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM7.8 7.8a6 6 0 0 0 0 8.4M16.2 7.8a6 6 0 0 1 0 8.4M4.9 4.9a10 10 0 0 0 0 14.2M19.1 4.9a10 10 0 0 1 0 14.2',
);
export const LockIcon = lineIcon('M6 10.5h12v9.5H6zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.5v2');
export const PauseIcon = lineIcon(`${CIRCLE}M10 9v6M14 9v6`);
export const RefreshIcon = lineIcon('M19.5 12a7.5 7.5 0 1 1-2.3-5.4L19.5 9M19.5 4v5h-5');
export const SearchIcon = lineIcon('M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.8 15.8L20 20');
export const ZoomOutIcon = lineIcon('M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.8 15.8L20 20M8 11h6');
