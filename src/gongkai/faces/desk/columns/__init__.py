"""The columns of an organ: the tree with its lights, what a month asks for, what guide and catalogue still lack, one form an act."""
