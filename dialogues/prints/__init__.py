"""A dialogue outside its pages: the invitation on paper, by mail and as a picture, and the plan as a document."""
