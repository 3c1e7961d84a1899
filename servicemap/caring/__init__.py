"""Who is heard, what they said, what was done about it, and where they meet us.

hearing     what customers said last, when they were last heard, and what answers it
advantages  what advocates get that others do not
improving   where to improve first
report      all of this, customer by customer
contacts    who meets which customer
"""
