"""Parts of the Young Advisors' screens: findings as cards and pictures, numbers drawn, four answers, who is who."""
