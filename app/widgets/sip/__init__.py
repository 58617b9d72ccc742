"""The page "SIP": what a statutory coordinated plan asks for beyond the joint plan."""
