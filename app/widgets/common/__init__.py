"""What every window shares: the style, icons, pills, banners, dialogs, small layouts."""
