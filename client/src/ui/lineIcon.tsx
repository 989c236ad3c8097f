import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';

export type Icon = (props: SvgIconProps) => React.JSX.Element;

/** Line drawings on a grid of 24, all with one stroke, so that they sit together. Decoration: names come from the text beside. */
export function lineIcon(path: string): Icon {
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

export const CIRCLE = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z';
