"""What people ask, point out and propose: 咨询、纠错、建议."""
