-- Effects are worked out from the ledger and kept; another way of saying how sure they are, and how both ran before, is
-- theirs from now on. The worker finds them anew where there are none.
delete from app.intervention_effect;
