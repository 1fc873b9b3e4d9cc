-- What a share or an average is made of in two periods, by group of customers or visits.
-- Grain: one combination of values of the split's attributes, in one of the two periods.
-- Parameters: $as_of date; those of the places `measured` (a statement with the columns customer_key, side, part,
--   whole), `values` (columns value_0, value_1 … of the attributes), `joins` (the attributes by customer), `people`
--   (condition on customer_key).
-- Columns: value_0, value_1 … (text; empty = unknown); side (before, after); part (above the line); whole (below).
-- Reference: E. Kitagawa (1955), Components of a Difference Between Two Rates, JASA 50(272).
with measured as (
    {measured}
),
grouped as (
    select {values} buyers.side, sum(buyers.part) as part, sum(buyers.whole) as whole
    from measured as buyers
    {joins}
    group by all
)
select * from grouped
