-- Who looked at something again and again lately, and has not bought it.
-- Grain: one subject: category, product or price band.
-- Parameters: those of interest_people; place `interest_people` (the statement of that name) with its own.
-- Columns: subject; shown (text); viewers (people); buyers (those of them who bought it within W); viewed_not_bought.
-- Reference: the definitions of this product, section 10.
with people as (
    {interest_people}
),
counted as (
    select
        subject,
        min(shown) as shown,
        count(*) as viewers,
        count(*) filter (where has_bought_it) as buyers,
        count(*) filter (where not has_bought_it) as viewed_not_bought,
    from people
    group by subject
)
select * from counted order by subject
