/** How Teams draws cards, near enough to judge them: sizes and spacing as Microsoft's Playground has them, both themes' colours. */

interface Palette {
  readonly page: string;
  readonly ink: string;
  readonly subtle: string;
  readonly attention: string;
  readonly warning: string;
  readonly good: string;
  readonly accent: string;
  readonly line: string;
  readonly backgrounds: Readonly<Record<'emphasis' | 'attention' | 'warning' | 'good' | 'accent', string>>;
}

const LIGHT: Palette = {
  page: '#ffffff',
  ink: '#242424',
  subtle: '#616161',
  attention: '#c4314b',
  warning: '#835c00',
  good: '#237b4b',
  accent: '#5b5fc7',
  line: '#e0e0e0',
  backgrounds: {
    emphasis: '#f5f5f5',
    attention: '#fcf4f6',
    warning: '#fbf6d9',
    good: '#e7f2da',
    accent: '#e8ebfa',
  },
};

const DARK: Palette = {
  page: '#292929',
  ink: '#ffffff',
  subtle: '#adadad',
  attention: '#f9526b',
  warning: '#f2c661',
  good: '#92c353',
  accent: '#7f85f5',
  line: '#525252',
  backgrounds: {
    emphasis: '#1f1f1f',
    attention: '#3e1f25',
    warning: '#463100',
    good: '#12351d',
    accent: '#2f2f4a',
  },
};

function color(ink: string, subtle: string) {
  return { default: ink, subtle, highlightColors: { default: '#ff0', subtle: '#ff0' } };
}

function makeHostConfig(palette: Palette) {
  const foregroundColors = {
    default: color(palette.ink, palette.subtle),
    attention: color(palette.attention, palette.attention),
    warning: color(palette.warning, palette.warning),
    good: color(palette.good, palette.good),
    accent: color(palette.accent, palette.accent),
  };
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: '"Segoe UI", "DejaVu Sans", "Noto Sans CJK KR", sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.line },
    supportsInteractivity: true,
    containerStyles: {
      default: style(palette.page),
      emphasis: style(palette.backgrounds.emphasis),
      attention: style(palette.backgrounds.attention),
      warning: style(palette.backgrounds.warning),
      good: style(palette.backgrounds.good),
      accent: style(palette.backgrounds.accent),
    },
    actions: {
      maxActions: 6,
      allowButtonsToWrap: true,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 8 },
    },
  };
}

export const TEAMS_LIGHT = { page: LIGHT.page, ink: LIGHT.ink, hostConfig: makeHostConfig(LIGHT) };
export const TEAMS_DARK = { page: DARK.page, ink: DARK.ink, hostConfig: makeHostConfig(DARK) };
