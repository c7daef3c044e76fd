"""The pages of privacy: the notices, complaints, one's own data, who looked."""
