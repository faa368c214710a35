"""coregap: a living evidence tracker and gap map, by skin type, indication and outcome."""
