import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';

export type Icon = (props: SvgIconProps) => React.JSX.Element;

/** Line drawings on a grid of 24, all with one stroke, so that they sit together. Decoration: names come from the text beside. */
function lineIcon(path: string): Icon {
  return function LineIcon(props: SvgIconProps) {
    return (
      <SvgIcon aria-hidden {...props} fill="none" sx={[{ fill: 'none' }, ...[props.sx ?? []].flat()]}>
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </SvgIcon>
    );
  };
}

const CIRCLE = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z';

export const AccountIcon = lineIcon(
  `${CIRCLE}M12 7.2a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM6.2 18.8a6.4 6.4 0 0 1 11.6 0`,
);
export const AddIcon = lineIcon('M12 5v14M5 12h14');
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
export const ErrorIcon = lineIcon(`${CIRCLE}M12 7.5v5.5M12 16.3v.01`);
export const EyeIcon = lineIcon(
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4Z',
);
export const FilterIcon = lineIcon('M4 6h16M7 12h10M10 18h4');
export const HistoryIcon = lineIcon('M4 5v4.5h4.5M4.6 9.5A8 8 0 1 1 4 13M12 8v4.5l3 1.8');
export const HourglassIcon = lineIcon(
  'M7 3.5h10M7 20.5h10M8 3.5c0 5 8 5.5 8 8.5s-8 3.5-8 8.5M16 3.5c0 5-8 5.5-8 8.5s8 3.5 8 8.5',
);
export const KeyIcon = lineIcon(
  'M8 11a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM11.2 12.3L20 3.5M16.5 7l3 3M14 9.5l2 2',
);
export const LiveIcon = lineIcon(
  'M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM7.8 7.8a6 6 0 0 0 0 8.4M16.2 7.8a6 6 0 0 1 0 8.4M4.9 4.9a10 10 0 0 0 0 14.2M19.1 4.9a10 10 0 0 1 0 14.2',
);
export const LockIcon = lineIcon('M6 10.5h12v9.5H6zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.5v2');
export const MonitorIcon = lineIcon('M3.5 4.5h17v11.5h-17zM9 20h6M12 16v4');
export const MoonIcon = lineIcon('M20 14.2A8.3 8.3 0 0 1 9.8 4 8.3 8.3 0 1 0 20 14.2Z');
export const PauseIcon = lineIcon(`${CIRCLE}M10 9v6M14 9v6`);
export const RefreshIcon = lineIcon('M19.5 12a7.5 7.5 0 1 1-2.3-5.4L19.5 9M19.5 4v5h-5');
export const SearchIcon = lineIcon('M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.8 15.8L20 20');
export const SunIcon = lineIcon(
  'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
);
export const TerminalIcon = lineIcon('M3.5 4.5h17v15h-17zM7 9l3 3-3 3M12 15h4.5');
export const UsageIcon = lineIcon('M4 20h16M7 16.5v-4M12 16.5v-9M17 16.5v-6');
export const ZoomOutIcon = lineIcon('M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.8 15.8L20 20M8 11h6');
export const WarningIcon = lineIcon('M12 4L2.8 19.5h18.4ZM12 10v4.5M12 17v.01');
