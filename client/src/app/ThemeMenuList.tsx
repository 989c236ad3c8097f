import Menu from '@mui/material/Menu';
import { useThemeItems } from './useThemeItems';

interface ThemeMenuListProps {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

export function ThemeMenuList({ id, anchor, onClose }: ThemeMenuListProps) {
  return (
    <Menu id={id} open anchorEl={anchor} onClose={onClose}>
      {useThemeItems()}
    </Menu>
  );
}
